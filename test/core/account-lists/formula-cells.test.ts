import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten, defused } from '../../../main/core/account-lists/formula-cells.ts';

const hostile = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ';', ',', '|', '＝', 'a', ' '),
  maxLength: 12,
});
/** Where a program with another separator would begin a cell. */
const cells = (text: string): readonly string[] => text.split(/[;,|\t\r\n]/);

describe('cells that a spreadsheet would calculate with', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', 'a;=1+1;b', "''=1"])('%j is a text', text => {
    expect(cells(defused(text)).every(cell => !/^[=+\-@＝＋－＠]/.test(cell))).toBe(true);
    expect(asWritten(defused(text))).toBe(text);
  });

  it('leaves alone what no spreadsheet calculates with', () => {
    for (const text of ['', "O'Neill", 'a=b', '4-1', "'quoted'"]) expect(defused(text)).toBe(text);
  });

  it('begins no formula, and reads back the same, whatever the text is', () => {
    fc.assert(
      fc.property(hostile, text => {
        const cell = defused(text);
        expect(cell).not.toMatch(/(?:^|[;,|\t\r\n])[=+\-@＝＋－＠]/);
        expect(cell).not.toMatch(/^[\t\r\n]/);
        expect(asWritten(cell)).toBe(text);
      }),
    );
  });
});
