import { actionLabel } from '../text/messages.ts';

/** What an instruction that says “press Try again” speaks of. */
export const AgainButton = ({ onPress }: { readonly onPress: () => void }) => (
  <button type="button" className="outline" onClick={onPress}>
    {actionLabel('again')}
  </button>
);
