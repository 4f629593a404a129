/** Where what somebody says is right is kept, as `kernel/encryption` binds it. */
export const correctionPlace = (orderId: string, personId: string) => `corrections.value_sealed.${orderId}.${personId}`
