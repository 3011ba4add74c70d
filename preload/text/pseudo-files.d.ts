/** The English as a pseudo-language has it, made by the build. */
declare module '*.json?en-XA' {
  const texts: readonly import('./catalogue.ts').Message[];
  export = texts;
}
declare module '*.json?ar-XB' {
  const texts: readonly import('./catalogue.ts').Message[];
  export = texts;
}
