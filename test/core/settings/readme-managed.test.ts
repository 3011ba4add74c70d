import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readManaged } from '../../../main/core/settings/managed-file.ts';
import { chosenFields } from '../../../main/core/settings/settings-schema.ts';
import { systemPolicyPath } from '../../../main/platform/storage/policy-place.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { projectRoot } from '../../support/project-root.ts';

const readme = readFileSync(join(projectRoot, 'main/core/settings/README.md'), 'utf8');

it('the example for IT in main/core/settings/README.md counts, and the page names every setting and every place', () => {
  const example = /```json\n(.*?)```/s.exec(readme)?.[1] ?? '';
  expect(readManaged(JSON.parse(example), providersWith({})).kind).toBe('good');
  for (const name of Object.keys(chosenFields)) expect(readme).toContain(`\`${name}\``);
  for (const platform of ['linux', 'darwin'] as const) expect(readme).toContain(systemPolicyPath(platform, {}));
});
