/** How templates are compiled, when the program is put together as when it runs; a name that stands alone must be there. */
export const options = { noEscape: true, strict: true }
