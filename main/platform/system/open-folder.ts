import { shell } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';

/** Shows a folder of ours in the system's own file browser. Throws unexpected (reason folder) when nothing opens. */
export const openFolder = async (path: string, system: Pick<Electron.Shell, 'openPath'> = shell): Promise<void> => {
  // It answers with the system's words for what went wrong, or with nothing.
  if ((await system.openPath(path)) !== '') throw new DockpassError('unexpected', { reason: 'folder' });
};
