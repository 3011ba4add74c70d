const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const minutesOfDay = 1440;

/** An ISO 8601 date or instant as epoch ms, whole seconds; in UTC where it names no zone. Undefined for anything else. */
export const parseIsoInstant = (text: string): number | undefined => {
  const [whole, year, month, day, hour = 0, minute = 0, second = 0, zone = 'Z'] = form.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > 31) return undefined;
  const minutes =
    daysSince1970(Number(year), monthNumber, dayNumber) * minutesOfDay + Number(hour) * 60 + Number(minute);
  return ((minutes - minutesAhead(zone)) * 60 + Number(second)) * 1000;
};

/** Of the proleptic Gregorian calendar, counted from years that begin in March. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
};

const minutesAhead = (zone: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
};
