import { startUp } from '../start-up.ts';

/** The User-Agent Electron builds: the application and Electron named beside Chrome. */
export function userAgent(): string {
  const name = startUp.name.replace(/\s/g, '');
  const chrome = process.versions.chrome ?? '';
  const own = `${name}/${startUp.version} Chrome/${chrome} Electron/${startUp.electronVersion}`;
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${own} Safari/537.36`;
}
