import { applyOnline } from '../windows/emulation.ts';

let online = process.env.DOCKPASS_STAND_IN_OFFLINE !== '1';

/** Whether the pretended computer has a network. */
export function isOnline(): boolean {
  return online;
}

/** Plugs the network in or out, for the main process and for every page. */
export function setOnline(is: boolean): void {
  online = is;
  applyOnline(is);
}
