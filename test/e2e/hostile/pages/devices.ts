import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to reach devices: USB, HID, serial, Bluetooth, MIDI, gamepads',
  body: () =>
    script(`
    (async () => {
      const asks = {
        usb: () => navigator.usb.requestDevice({ filters: [] }),
        hid: () => navigator.hid.requestDevice({ filters: [] }).then(found => { if (found.length === 0) throw new Error('none'); }),
        serial: () => navigator.serial.requestPort(),
        bluetooth: () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
      };
      for (const [name, ask] of Object.entries(asks)) { let got = true; try { await Promise.race([ask(), new Promise((_, no) => setTimeout(no, 500))]); } catch { got = false; } await report(name, got); }
      await report('gamepads', navigator.getGamepads().filter(Boolean).length);
      await report('done');
    })();
  `),
  reports: { usb: 'false', hid: 'false', serial: 'false', bluetooth: 'false', midi: 'false', gamepads: '0' },
};
