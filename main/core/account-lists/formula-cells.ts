// Spreadsheets take a cell that begins with one of these for a formula, and one may begin wherever a program that
// separates otherwise begins one. An apostrophe before it makes it a text. Beginnings that have apostrophes already get one
// more, so that what is read back is what was written.

const begins = '(?<=^|[;,|\\t\\r\\n])';
const formula = "(?='*[=+\\-@\\t\\r\\n＝＋－＠])";

/** The text of a cell, so that no spreadsheet calculates with it. */
export const defused = (text: string): string => text.replace(new RegExp(begins + formula, 'g'), "'");

/** What a cell said before it was defused. */
export const asWritten = (text: string): string => text.replace(new RegExp(`${begins}'${formula}`, 'g'), '');
