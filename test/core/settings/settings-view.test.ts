import { expect, it } from 'vitest';
import { withPreferred } from '../../../main/core/settings/settings-view.ts';
import { readyCloud } from '../../pictures/scenes/views.ts';

it.each([
  [{}, 'local'],
  [{ readycloud: 'production' }, 'production'],
  [{ readycloud: 'gone' }, 'local'],
  [{ other: 'production' }, 'local'],
])('preferring %j, the form begins with %s', (preferred, wanted) => {
  const [provider] = withPreferred([readyCloud], preferred);
  expect(provider?.environments.flatMap(one => (one.preselected ? [one.id] : []))).toEqual([wanted]);
});
