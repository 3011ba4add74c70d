import { describe, expect, it } from 'vitest';
import { templateProblems } from '../../../main/core/base/own-template.ts';
import { type Quoting, quotings } from '../../../preload/contract/copy-formats.ts';

// Which texts of an own copy format can be used, and what is named of the others.

const said = (template: string, quoting: Quoting): readonly string[] =>
  templateProblems(template, quoting).map(({ kind, word }) => (word === undefined ? kind : `${kind} ${word}`));

it.each(quotings)('%s: takes a placeholder that stands alone', quoting => {
  expect(said('{token}', quoting)).toEqual([]);
  expect(said('call --with {token} {org}\n\tand {endpoint} {expires} {header}', quoting)).toEqual([]);
});

it.each(quotings)('%s: names what is nobody’s, what holds nothing, and what nobody sees', quoting => {
  expect(said('x {tokn} {Token}', quoting)).toEqual(['unknown {tokn}', 'unknown {Token}']);
  expect(said('nothing', quoting)).toEqual(['empty']);
  expect(said('{} { token } {a-b}', quoting)).toEqual(['empty']);
  expect(said('{token}\u0000', quoting)).toEqual(['control']);
  expect(said('{token}\r\n', quoting)).toEqual(['control']);
  expect(said('{token}\u2028', quoting)).toEqual(['control']);
});

it('takes braces that are no placeholder for themselves', () => {
  expect(said('{"a": {"token": {token}}, "b": {}}', 'json')).toEqual([]);
});

describe('a value that gets quotes stands where quotes mean what they should', () => {
  it.each<[Quoting, string]>([
    ['posix', `x '{token}'`],
    ['posix', `x "{token}"`],
    ['posix', `x "and {token} there"`],
    ['posix', 'x \\{token}'],
    ['posix', `x $${'{token}'}`],
    ['posix', `x 'it'"s {token}`],
    ['powershell', `x "{token}"`],
    ['powershell', 'x \u2018 {token}'],
    ['powershell', 'x `{token}'],
    ['powershell', 'x @{token}'],
    ['powershell', `x {token}'y'`],
    ['powershell', 'x {org}{token}'],
    ['cmd', 'x "{token}"'],
    ['cmd', 'x ^{token}'],
    ['cmd', 'x \\{token}'],
    ['cmd', 'x {token}"y"'],
    ['json', '{"a": "{token}"}'],
    ['json', '{"a": "Bearer {token}"}'],
    ['json', '[{token}{token}]'],
  ])('%s: %s', (quoting, template) => {
    expect(said(template, quoting)).toContain('quoted {token}');
  });

  it.each<[Quoting, string]>([
    ['posix', `x 'a' "b" {token}`],
    ['posix', `x "it's" {token}`],
    ['posix', `x \\' {token}`],
    ['posix', `x "a \\" b" {token}`],
    ['posix', 'x {org}{token}'],
    ['posix', 'x --token={token}'],
    ['powershell', `x "it's" {token}`],
    ['powershell', 'x "a `" b" {token}'],
    ['cmd', `x it's {token}`],
    ['cmd', 'x "a^" {token}'],
    ['json', `{"it's": {token}}`],
    ['json', '{"a\\"b": {token}}'],
    ['none', `'{token}' "{header}"`],
    ['url', 'https://api.example/?a="{org}{token}'],
  ])('%s takes %s', (quoting, template) => {
    expect(said(template, quoting)).toEqual([]);
  });
});
