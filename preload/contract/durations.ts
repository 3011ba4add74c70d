// Spans of time in ms. A day is 24 hours: nothing here knows of calendars.
export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
