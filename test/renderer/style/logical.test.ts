import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';

// Styles name the start and the end of a line, never left and right: then they hold where lines run the other way.

const folder = join(projectRoot, 'renderer/style');

/** Properties that name a side or an axis of the screen. */
const physical =
  /^(left|right|top|bottom|float|clear|(min-|max-)?(width|height)|(margin|padding|scroll-margin|scroll-padding|border)-(left|right|top|bottom)(-.+)?|border-(top|bottom)-(left|right)-radius|overflow-x|contain-intrinsic-(width|height))$/;
const bySide: ReadonlySet<string> = new Set([
  'text-align',
  'justify-content',
  'justify-self',
  'justify-items',
  'position-area',
]);

/** Four values go around the screen; they do no harm where left and right are the same. */
const isLopsided = (name: string, value: string): boolean => {
  if (!/^(margin|padding|inset|border-(width|color|style)|scroll-(margin|padding))$/.test(name)) return false;
  const parts = value.match(/(?:[^\s(]|\([^)]*\))+/g) ?? [];
  return parts.length === 4 && parts[1] !== parts[3];
};

const physicalIn = (css: string): readonly string[] =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    // What stands in the brackets of a rule about the window is no declaration.
    .replaceAll(/@[a-z-]+[^{;]*/g, '')
    .split(/[{};]/)
    .flatMap(declaration => {
      const [, name = '', value = ''] = /^\s*([a-z-]+)\s*:\s*(.+?)\s*$/s.exec(declaration) ?? [];
      const found =
        (physical.test(name) && !/^inline-(start|end)$/.test(value)) ||
        (bySide.has(name) && /\b(left|right)\b/.test(value)) ||
        isLopsided(name, value);
      return found ? [`${name}: ${value}`] : [];
    });

it.each(readdirSync(folder).filter(name => name.endsWith('.css')))('%s has logical properties only', name => {
  expect(physicalIn(readFileSync(join(folder, name), 'utf8'))).toEqual([]);
});

it('puts names at the side of the page by the word that Chromium knows', () => {
  const css = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
  expect(css.filter(one => /text-align:\s*match-parent/.test(one))).toEqual([]);
  expect(css.filter(one => /text-align:\s*-webkit-match-parent/.test(one))).not.toEqual([]);
});

it.each([
  ['.a { margin-left: 2px; color: red }', ['margin-left: 2px']],
  ['.a { text-align: right }', ['text-align: right']],
  ['.a { padding: 1px 2px 1px 3px; margin: 0 auto 0 auto }', ['padding: 1px 2px 1px 3px']],
  ['.a { inset-inline-start: 0; border-block-end: 1px } @media (max-width: 400px) { .b { right: 0 } }', ['right: 0']],
  ['.a { border-top-left-radius: 3px; float: left }', ['border-top-left-radius: 3px', 'float: left']],
])('finds what is physical in %s', (css, found) => expect(physicalIn(css)).toEqual(found));
