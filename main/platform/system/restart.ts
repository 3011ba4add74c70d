import { app } from 'electron';

interface RestartOptions {
  /** Ends the program the usual way, its last work first. */
  readonly quit: () => void;
  readonly application?: Pick<Electron.App, 'relaunch'>;
  readonly argv?: readonly string[];
  /** The packed file this program was started from, where it is one: what runs is only unpacked from it for a while. */
  readonly appImage?: string | undefined;
}

/**
 * Ends Dockpass and starts it again with its window. https://www.electronjs.org/docs/latest/api/app#apprelaunchoptions
 */
export const restart = ({
  quit,
  application = app,
  argv = process.argv,
  appImage = process.env.APPIMAGE,
}: RestartOptions): void => {
  const args = argv.slice(1).filter(one => one !== '--hidden');
  application.relaunch({ args, ...(appImage !== undefined && { execPath: appImage }) });
  quit();
};
