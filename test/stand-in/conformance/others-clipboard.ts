import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What another program on Wayland finds on the clipboard: asked of `wl-paste`; the stand-in writes it to a file. */
export async function readAsOther(): Promise<string> {
  const file = process.env.DOCKPASS_STAND_IN_CLIPBOARD_FILE;
  if (file !== undefined) {
    const formats: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
    return typeof formats === 'object' && formats !== null ? String(Reflect.get(formats, 'text/plain') ?? '') : '';
  }
  // It fails where the clipboard is empty.
  const { stdout } = await promisify(execFile)('wl-paste', ['--no-newline']).catch(() => ({ stdout: '' }));
  return stdout;
}
