declare const argumentsOf: unique symbol;

declare const resultOf: unique symbol;

interface Call<Args extends readonly unknown[], Value> {
  readonly [argumentsOf]?: Args;
  readonly [resultOf]?: Value;
}

interface Event<Value> {
  readonly [resultOf]?: Value;
}

export const call = <Args extends readonly unknown[], Value>(): Call<Args, Value> => ({});

export const event = <Value>(): Event<Value> => ({});

export type ArgsOf<C> = C extends Call<infer Args, unknown> ? Args : never;

export type ValueOf<C> =
  C extends Call<readonly never[], infer Value> ? Value : C extends Event<infer Value> ? Value : never;
