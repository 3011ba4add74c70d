import { text } from '../text/text.ts';

/** Goes on on another device, where the provider lets people. */
export function DeviceButton({ small = false, onPress }: { readonly small?: boolean; readonly onPress: () => void }) {
  return (
    <button
      type="button"
      className={small ? 'button small' : 'button'}
      title={text('bar.device.why')}
      onClick={onPress}
    >
      {text('bar.device.use')}
    </button>
  );
}
