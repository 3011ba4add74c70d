import type { questionCalls } from '../../../preload/contract/programs/question.ts';
import type { Log } from '../../core/ports/log.ts';
import type { QuestionWindow } from '../../core/ports/programs.ts';
import type { Programs } from '../../core/programs/programs.ts';
import type { SettingsStore } from '../../core/settings/settings.ts';
import { type Handlers, onlyFrom, serveCalls } from '../ipc/ipc.ts';
import { questionArguments } from '../ipc/ipc-arguments.ts';
import { createLocalInterface, type LocalInterface, type ProgramPlace } from './local-interface.ts';
import { createQuestionWindow } from './question-window.ts';

interface QuestionsOptions {
  readonly preloadPath: string;
  readonly log: Log;
}

/** The window that asks, before there is a core to tell of the answers. */
export const installQuestions = ({
  preloadPath,
  log,
}: QuestionsOptions): { readonly questionWindow: QuestionWindow; readonly answerTo: (programs: Programs) => void } => {
  let refuse = (): void => {};
  const window = createQuestionWindow({ preloadPath, log, onDismissed: () => refuse() });
  return {
    questionWindow: window,
    answerTo: programs => {
      refuse = () => {
        const open = programs.question();
        if (open !== null) programs.answer(open.number, false);
      };
      const handlers: Handlers<typeof questionCalls> = {
        getProgramQuestion: programs.question,
        answerProgramQuestion: (number, allows) => {
          programs.answer(number, allows);
          return null;
        },
      };
      serveCalls(questionArguments, onlyFrom(window.isFrame, handlers), log);
    },
  };
};

interface ServeProgramsOptions {
  readonly programs: Programs;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly place: () => ProgramPlace;
  readonly version: string;
  readonly log: Log;
}

/** Listens to programs while the settings say so. `close`: for good. */
export const servePrograms = (
  options: ServeProgramsOptions,
): { readonly state: LocalInterface['state']; readonly settled: () => Promise<void>; readonly close: () => void } => {
  const { programs, settings, place, version, log } = options;
  const local = createLocalInterface({ place, handOver: programs.handOver, version, log });
  let last = Promise.resolve();
  let isClosed = false;
  const follow = (): void => {
    last = local.use(settings.read().programs && !isClosed);
  };
  settings.onChange(follow);
  follow();
  return {
    state: local.state,
    settled: () => last,
    close: () => {
      isClosed = true;
      follow();
    },
  };
};
