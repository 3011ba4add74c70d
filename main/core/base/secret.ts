/** What a printed, serialised or inspected secret looks like. */
const hidden = '[secret]';

/**
 * A token, key or password that cannot be printed, serialised or cloned by accident: only `reveal()` gives the text.
 * The text sits in a private field, so a structured clone of a Secret is an empty object.
 */
export class Secret {
  readonly #value: string;

  constructor(text: string) {
    this.#value = text;
    Object.freeze(this);
  }

  static is(value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && #value in value;
  }

  /** The text itself. Call it at the last moment: when it is sent, sealed or copied. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  // What Node's inspect, and with it every console and most test runners, asks for.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden;
  }
}

/**
 * True when a Secret lies anywhere inside: properties (hidden and symbol ones too), array items, Map and Set members,
 * an error's cause. Cycles and any depth are fine. Used at the boundary no secret may cross.
 */
export function holdsSecret(value: unknown): boolean {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    if (Secret.is(next)) return true;
    seen.add(next);
    addParts(next, waiting);
  }
  return false;
}

/** Adds what may hold a secret in turn. A list of ten thousand accounts comes by here, so no step is made twice. */
function addParts(container: object, waiting: unknown[]): void {
  if (ArrayBuffer.isView(container)) return;
  if (container instanceof Map) {
    for (const pair of container) waiting.push(...pair);
  } else if (container instanceof Set) {
    for (const member of container) waiting.push(member);
  }
  for (const key of Reflect.ownKeys(container)) {
    const value = valueAt(container, key);
    if (typeof value === 'object' && value !== null) waiting.push(value);
  }
}

function valueAt(container: object, key: string | symbol): unknown {
  try {
    return Reflect.get(container, key);
  } catch {
    // A getter that throws has nothing to give away, and cloning it would throw as well.
    return undefined;
  }
}
