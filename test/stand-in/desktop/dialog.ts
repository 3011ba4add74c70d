import type {
  BaseWindow,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { isReady, requireReady } from '../app/ready.ts';
import { withGaps } from '../not-implemented.ts';

interface Shown {
  readonly member: string;
  readonly options: object;
}

const shown: Shown[] = [];
const answers: unknown[] = [];

function optionsOf<T extends object>(first: BaseWindow | T, second: T | undefined): T {
  requireReady('dialog module can only be used after app is ready');
  // With one argument it is the options; with two the first is the window.
  return second ?? (first as T);
}

function nextAnswer<T extends object>(member: string, options: object, otherwise: T): T {
  shown.push({ member, options });
  // A test hands over an answer of the dialog's own shape; missing members keep the default.
  return { ...otherwise, ...(answers.shift() as Partial<T> | undefined) };
}

function checkMessageBox(options: MessageBoxOptions): void {
  const { message, buttons, title, detail, type } = options;
  if (typeof message !== 'string') throw new TypeError('Message must be a string');
  if (buttons !== undefined && !Array.isArray(buttons)) throw new TypeError('Buttons must be an array');
  if (title !== undefined && typeof title !== 'string') throw new TypeError('Title must be a string');
  if (detail !== undefined && typeof detail !== 'string') throw new TypeError('Detail must be a string');
  const types = ['none', 'info', 'warning', 'error', 'question'];
  if (type !== undefined && !types.includes(type)) throw new TypeError('Invalid message box type');
}

function cancelIdOf({ buttons = [], cancelId, defaultId }: MessageBoxOptions): number {
  if (cancelId !== undefined) return cancelId;
  const named = buttons.findIndex(text => ['cancel', 'no'].includes(text.toLowerCase()));
  if (named >= 0) return named;
  return defaultId === 0 && buttons.length > 1 ? 1 : 0;
}

/** Electron's `dialog`: shows nothing, records the call, and answers from the test's queue or as if dismissed. */
export const dialog = withGaps('dialog', {
  // None of these is async: what is wrong with the options is thrown, not a rejection.
  showMessageBox(first: BaseWindow | MessageBoxOptions, second?: MessageBoxOptions): Promise<MessageBoxReturnValue> {
    const options = optionsOf(first, second);
    checkMessageBox(options);
    const dismissed = { response: cancelIdOf(options), checkboxChecked: options.checkboxChecked ?? false };
    if (options.signal?.aborted) return Promise.resolve(dismissed);
    return Promise.resolve(nextAnswer('showMessageBox', options, dismissed));
  },
  showOpenDialog(first: BaseWindow | OpenDialogOptions, second?: OpenDialogOptions): Promise<OpenDialogReturnValue> {
    return Promise.resolve(nextAnswer('showOpenDialog', optionsOf(first, second), { canceled: true, filePaths: [] }));
  },
  showSaveDialog(first: BaseWindow | SaveDialogOptions, second?: SaveDialogOptions): Promise<SaveDialogReturnValue> {
    return Promise.resolve(nextAnswer('showSaveDialog', optionsOf(first, second), { canceled: true, filePath: '' }));
  },
  showErrorBox(title: string, content: string): void {
    shown.push({ member: 'showErrorBox', options: { title, content } });
    if (!isReady()) console.error(`${title}\n${content}`);
  },
});

/** For tests: the answers the next dialogs get, in order; gives every dialog shown so far. */
export function queueDialogAnswers(next: readonly unknown[]): Shown[] {
  answers.push(...next);
  return [...shown];
}
