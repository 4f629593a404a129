/**
 * Working time between two moments, worked by hand: 08:30–12:00 and 14:00–17:30. A row is from, to, the minutes of working
 * time in between, and the working: what each day gives, days off in brackets.
 */
export const ELAPSED: [from: string, to: string, minutes: number, working: string][] = [
  ['2025-03-10 09:15', '2025-03-10 11:15', 120, 'Mon 2 h'],
  ['2025-03-10 11:00', '2025-03-10 15:00', 120, 'over the break: 1 h and 1 h'],
  ['2025-03-10 12:10', '2025-03-10 13:50', 0, 'within the break'],
  ['2025-03-12 23:30', '2025-03-13 00:30', 0, 'over midnight'],
  ['2025-03-12 17:29', '2025-03-13 08:31', 2, 'over a night: 1 min and 1 min'],
  ['2025-03-14 17:00', '2025-03-17 09:00', 60, 'Fri 0.5 h, [15 16], Mon 0.5 h'],
  ['2025-03-15 10:00', '2025-03-16 20:00', 0, 'within a weekend'],
  ['2025-01-01 00:00', '2026-01-01 00:00', 104_160, 'the year: 248 days of 7 h'],
  ['2026-01-01 00:00', '2027-01-01 00:00', 104_160, 'the year: 248 days of 7 h'],
  // New Year
  ['2024-12-31 16:30', '2025-01-02 10:30', 180, 'Tue 1 h, [Jan 1], Thu 2 h'],
  ['2025-12-31 17:00', '2026-01-05 09:00', 480, 'Wed 0.5 h, [Jan 1–3], make-up Sun Jan 4 7 h, Mon 0.5 h'],
  // Spring Festival
  ['2025-01-25 10:00', '2025-02-05 12:00', 1050, '[Sat 25], make-up Sun 26 7 h, 27 7 h, [28 – Feb 4], 5 3.5 h'],
  ['2025-01-28 00:00', '2025-02-05 00:00', 0, 'the holiday itself'],
  ['2025-02-07 16:30', '2025-02-10 09:30', 540, 'Fri 1 h, make-up Sat 8 7 h, [9], Mon 1 h'],
  ['2026-02-13 15:30', '2026-02-24 10:30', 660, 'Fri 2 h, make-up Sat 14 7 h, [15–23], Tue 2 h'],
  ['2026-02-15 00:00', '2026-02-24 08:30', 0, 'the holiday itself, to opening'],
  ['2026-02-27 17:30', '2026-03-02 08:30', 420, 'from closing, make-up Sat 28 7 h, [Mar 1], to opening'],
  // Qingming
  ['2025-04-03 14:00', '2025-04-07 14:00', 420, 'Thu 3.5 h, [4–6], Mon 3.5 h'],
  ['2026-04-03 17:00', '2026-04-07 09:00', 60, 'Fri 0.5 h, [4–6], Tue 0.5 h'],
  // May Day
  ['2025-04-26 09:00', '2025-05-06 08:30', 1680, '[Sat 26], make-up Sun 27 7 h, 28–30 21 h, [May 1–5]'],
  ['2026-04-30 10:00', '2026-05-09 10:00', 1680, 'Thu 5.5 h, [May 1–5], 6–8 21 h, make-up Sat 9 1.5 h'],
  // Dragon Boat
  ['2025-05-30 17:29', '2025-06-03 08:31', 2, 'Fri 1 min, [May 31 – Jun 2], Tue 1 min'],
  ['2026-06-18 14:30', '2026-06-22 14:30', 420, 'Thu 3 h, [19–21], Mon 4 h'],
  // Mid-Autumn and National Day
  [
    '2025-09-27 12:00',
    '2025-10-12 12:00',
    2520,
    '[Sat 27], make-up Sun 28 7 h, 29 30 14 h, [Oct 1–8], 9 10 14 h, make-up Sat 11 7 h, [Sun 12]',
  ],
  ['2026-09-19 10:00', '2026-09-28 09:30', 2160, '[Sat 19], make-up Sun 20 7 h, 21–24 28 h, [25–27], Mon 28 1 h'],
  ['2026-09-30 11:00', '2026-10-10 16:00', 1440, 'Wed 4.5 h, [Oct 1–7], 8 9 14 h, make-up Sat 10 5.5 h'],
  ['2026-10-07 23:59', '2026-10-08 08:31', 1, 'holiday night, Thu 1 min'],
]
