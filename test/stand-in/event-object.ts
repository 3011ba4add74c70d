import { merge } from './merge.ts';

/** What every native event hands its listeners first: `preventDefault()` counts only while the listeners run. */
export interface NativeEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** Makes a native event, with further own properties such as `url` or `sender` copied onto it (getters kept). */
export function createEvent<T extends object>(extra?: T): NativeEvent & T {
  let prevented = false;
  const event: NativeEvent = {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return merge(event, extra ?? ({} as T));
}

interface Emitter {
  listeners(name: string): unknown[];
  emit(name: string, ...args: unknown[]): boolean;
}

/**
 * Emits as Electron does: a listener that throws stops the remaining ones, reaches `uncaughtException`, and never the
 * caller. Returns whether there was a listener.
 */
export function emitSafely(emitter: object, name: string, ...args: unknown[]): boolean {
  try {
    // Electron's emitter types fix every event's arguments; here the name is only known at run time.
    return (emitter as Emitter).emit(name, ...args);
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
    return true;
  }
}
