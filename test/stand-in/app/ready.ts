let ready = false;

/** True once the application's entry module has been evaluated and `ready` is being emitted. */
export function isReady(): boolean {
  return ready;
}

/** Called once by the start sequence, immediately before `ready` is emitted. */
export function markReady(): void {
  ready = true;
}

/** Throws `message` (an Error, or a TypeError where `kind` says so) while the application is not ready. */
export function requireReady(message: string, kind: new (message: string) => Error = Error): void {
  if (!ready) throw new kind(message);
}
