import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../support/project-root.ts';
import { documentOf, documentPath } from './document.ts';

// `npm run members`: writes the table of what is used of Electron after a change of its rows.

writeFileSync(join(projectRoot, documentPath), documentOf());
