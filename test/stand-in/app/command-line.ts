import type { CommandLine } from 'electron';

/** `app.commandLine` over a copy of the switches this process was given; names are lower-cased since Electron 36. */
export function createCommandLine(given: ReadonlyMap<string, string>): CommandLine {
  const switches = new Map(given);
  return {
    appendSwitch(name, value) {
      switches.set(name.toLowerCase(), value ?? '');
    },
    appendArgument() {},
    hasSwitch: name => switches.has(name.toLowerCase()),
    getSwitchValue: name => switches.get(name.toLowerCase()) ?? '',
    removeSwitch(name) {
      switches.delete(name.toLowerCase());
    },
  };
}
