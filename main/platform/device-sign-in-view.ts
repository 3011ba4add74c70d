import type { DeviceSignInView } from '../../preload/contract/connect-form.ts';
import type { ShownDeviceSignIn } from '../core/sign-in/device-sign-ins.ts';
import { drawQr } from './qr.ts';

/** As the panel shows it: its address is drawn for another device to scan. */
export const viewDeviceSignIn = ({ scanned, ...view }: ShownDeviceSignIn): DeviceSignInView => ({
  ...view,
  qr: drawQr(scanned),
});
