/** Where a person's sealed texts are kept, as `kernel/encryption` binds them, and the kinds of their blind indexes. */
export const phonePlace = (personId: string) => `people.phone_sealed.${personId}`
export const idNumberPlace = (personId: string) => `people.id_number_sealed.${personId}`

export const PHONE_INDEX = 'phone'
export const ID_NUMBER_INDEX = 'idNumber'
