/** Copies the own members of `extra` onto `base`, getters and setters kept, and gives `base`. */
export function merge<A extends object, B extends object>(base: A, extra: B): A & B {
  // After defineProperties the object has exactly the members of both.
  return Object.defineProperties(base, Object.getOwnPropertyDescriptors(extra)) as A & B;
}
