import 'react';

declare module 'react' {
  interface CSSProperties {
    /** The colour of a provider's tile. */
    '--tile'?: string;
  }
}
