import { createContext } from 'react';

/** How the open dialog leads back to the one it was opened from; absent where there was none. */
export const StepBack = createContext<(() => void) | undefined>(undefined);
