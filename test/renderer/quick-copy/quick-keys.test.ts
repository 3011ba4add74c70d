import { expect, test } from 'vitest';
import { formatOfEnter } from '../../../renderer/quick-copy/quick-keys.ts';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each([
  [{}, 'token'],
  [{ shiftKey: true }, 'header'],
  [{ ctrlKey: true }, 'curl'],
  [{ metaKey: true }, 'curl'],
  [{ altKey: true }, undefined],
  [{ shiftKey: true, ctrlKey: true }, undefined],
])('Enter with %o: %s', (held, format) => {
  expect(formatOfEnter({ ...none, ...held })).toBe(format);
});

test('Alt with Enter is the own format, where there is one', () => {
  expect(formatOfEnter({ ...none, altKey: true }, 'own:wms')).toBe('own:wms');
  expect(formatOfEnter({ ...none, altKey: true, ctrlKey: true }, 'own:wms')).toBeUndefined();
  expect(formatOfEnter(none, 'own:wms')).toBe('token');
});
