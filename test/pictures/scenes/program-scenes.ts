import type { ProgramQuestionView } from '../../../preload/contract/programs/question.ts';
import type { ProgramsView } from '../../../preload/contract/programs/view.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import { acme, online, readyCloud, sceneAt, six } from './views.ts';

const calls = { number: 1, programs: ['backup.sh'], calls: 1 };
const asked = { ...calls, account: 'Acme Goods', providerName: 'ReadyCloud', until: 'now' } as const;

const scene = (name: string, question: ProgramQuestionView = asked): Scene => ({
  name,
  page: 'question',
  height: 330,
  main: { values: { getProgramQuestion: question } },
  // Its buttons wake after a second.
  shown: page => page.locator('#allow:enabled').waitFor(),
});

export const programsOfSix: ProgramsView = {
  state: 'on',
  command: `PATH="$PATH":'/opt/Dockpass/resources/command'`,
  accounts: six.map(({ id, label }, index) => ({
    id,
    label,
    may: index === 0 ? 'ask' : 'never',
    ...(index === 0 && {
      last: { at: sceneAt, program: 'backup.sh' },
      file: {
        path: '/home/sam/labels/a-folder-with-a-long-name/token',
        format: 'token',
        readers: 'me',
        untilQuit: false,
        failed: { since: sceneAt, failure: { code: 'save-failed', reason: 'disk-full' } },
      },
    }),
  })),
};
const dialog = (name: string, view: ProgramsView, act: NonNullable<Scene['act']>): Scene => ({
  name,
  page: 'index',
  main: { accounts: six, providers: [readyCloud], status: online, settings, values: { getPrograms: view } },
  act,
  shown: page => page.getByRole('dialog', { name: 'Programs' }).getByText('The command', { exact: true }).waitFor(),
});

/** What programs may have: of every account, and of one. */
export const programScenes: readonly Scene[] = [
  dialog('programs', { ...programsOfSix, state: 'off' }, async page => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Programs…' }).click();
  }),
  dialog('programs-account', programsOfSix, async page => {
    await page.getByRole('button', { name: `More for ${acme.label}` }).click();
    await page.getByRole('menuitem', { name: 'Programs…' }).click();
  }),
];

/** The window that asks whether programs may have a token. */
export const questionScenes: readonly Scene[] = [
  scene('question'),
  scene('question-many', {
    ...asked,
    programs: ['nightly-orders.sh', 'labels', 'متجر المدينة', 'a-program-with-a-very-long-name-that-goes-on-and-on'],
    calls: 40,
    until: 'locked',
    environment: 'Production',
  }),
  scene('question-nameless', { ...asked, programs: [] }),
  scene('question-locked', { ...calls, until: 'unlocked' }),
];
