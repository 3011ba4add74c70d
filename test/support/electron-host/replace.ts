/** Puts a member in the place of one of Electron's own, or says that it would not go. */
export const replace = (target: object, name: string, value: unknown): void => {
  if (!Reflect.defineProperty(target, name, { value, configurable: true, writable: true })) {
    throw new Error(`electron host: ${name} cannot be replaced`);
  }
};
