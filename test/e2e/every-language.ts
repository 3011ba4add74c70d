import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { languages, pseudoLanguages } from '../../preload/text/languages.ts';
import { projectRoot } from '../support/project-root.ts';

// `npm run languages`: the journey in every language, one after the other, and every view in all of them. Too long for
// each change, so it is the nightly run's.

const all = [...languages, ...pseudoLanguages];
const playwright = path.join(projectRoot, 'node_modules/.bin/playwright');
const config = path.join(projectRoot, 'test/e2e/playwright.config.ts');

/** Runs the end-to-end tests of this name with these settings; true where all of them passed. */
const passes = (name: string, settings: Readonly<Record<string, string>>): boolean =>
  spawnSync(playwright, ['test', '--config', config, name], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...settings },
  }).status === 0;

const failed = [
  ...all.filter(language => !passes('desktop/journey', { DOCKPASS_TEST_LANGUAGE: language })),
  ...(passes('panel/views', { DOCKPASS_VIEW_LANGUAGES: all.filter(one => one !== 'en').join(',') }) ? [] : ['views']),
];
process.stdout.write(failed.length === 0 ? `${all.length} languages: ok\n` : `failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
