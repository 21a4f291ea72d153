/** How templates are compiled, when the program is put together as when it runs: a value that is missing is an error. */
export const options = { noEscape: true, strict: true }
