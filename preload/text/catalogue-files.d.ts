// What the build makes of a catalogue's file.

/** The English as a pseudo-language has it. */
declare module '*.json?en-XA' {
  const texts: readonly import('./catalogue.ts').Message[];
  export = texts;
}
declare module '*.json?ar-XB' {
  const texts: readonly import('./catalogue.ts').Message[];
  export = texts;
}

/** A later part of the English. */
declare module '*.json?part=dialogs' {
  const texts: import('./catalogue.ts').Catalogue;
  export = texts;
}
declare module '*.json?part=details' {
  const texts: import('./catalogue.ts').Catalogue;
  export = texts;
}
declare module '*.json?part=lists' {
  const texts: import('./catalogue.ts').Catalogue;
  export = texts;
}
declare module '*.json?part=windows' {
  const texts: import('./catalogue.ts').Catalogue;
  export = texts;
}
