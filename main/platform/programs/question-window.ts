import { BrowserWindow } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { Log } from '../../core/ports/log.ts';
import type { QuestionWindow } from '../../core/ports/programs.ts';
import { text } from '../../text/text.ts';
import type { Sender } from '../ipc/ipc.ts';
import { questionUrl } from '../security/bundle-scheme.ts';
import { ownPagePreferences } from '../security/page-preferences.ts';
import { isMainFrameOf } from '../windows/own-pages.ts';
import { background } from '../windows/panel-window.ts';

interface QuestionWindowOptions {
  readonly preloadPath: string;
  readonly log: Log;
  /** A person closed it, or its page is gone: that is a no. */
  readonly onDismissed: () => void;
}

interface OwnQuestionWindow extends QuestionWindow {
  /** Whether a call comes from this window's own main frame. Ask before anything is awaited. */
  readonly isFrame: (event: Sender) => boolean;
}

/**
 * The window in which a person allows a token to programs, or does not. It comes up above the others and leaves the keyboard
 * to whatever had it: what somebody types elsewhere is no answer.
 */
export const createQuestionWindow = ({ preloadPath, log, onDismissed }: QuestionWindowOptions): OwnQuestionWindow => {
  let window: BrowserWindow | undefined;
  const make = (): BrowserWindow => {
    const made = makeWindow(preloadPath);
    made.once('ready-to-show', () => {
      made.showInactive();
      // Its page may have been there for a while: from now on it can be seen, and its buttons sleep for a second.
      made.webContents.send(channelOf('programQuestionChanged'), null);
    });
    made.on('closed', () => {
      if (window !== made) return;
      window = undefined;
      onDismissed();
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      log.write('question-gone', { reason });
      setImmediate(() => made.isDestroyed() || made.destroy());
    });
    made.loadURL(questionUrl).catch(() => log.write('question-not-loaded'));
    return made;
  };
  return {
    show: () => {
      if (window === undefined) window = make();
      else window.webContents.send(channelOf('programQuestionChanged'), null);
    },
    close: () => {
      const closed = window;
      window = undefined;
      if (closed?.isDestroyed() === false) closed.destroy();
    },
    isFrame: event => isMainFrameOf(window, event),
  };
};

function makeWindow(preloadPath: string): BrowserWindow {
  return new BrowserWindow({
    width: 460,
    height: 330,
    show: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    alwaysOnTop: true,
    autoHideMenuBar: true,
    title: text('programs.question.window'),
    backgroundColor: background(),
    webPreferences: ownPagePreferences(preloadPath),
  });
}
