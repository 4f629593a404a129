/** Until a person says who they are. */
export const NEW_PERSON_NAME = '新邻居'
/** What is left of a person who closed the account. */
export const CLOSED_PERSON_NAME = '已注销'
