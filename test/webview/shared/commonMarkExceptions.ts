const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/**
 * Examples of the specification that an answer is drawn another way of, by the reason: all others are drawn as it says, but for what
 * `expectedForm` changes in all of them. One that is listed and drawn as it says fails its test as well.
 */
export const exceptions: readonly (readonly [reason: string, numbers: readonly number[]])[] = [
  [
    'HTML is shown as text',
    [
      ...[21, 31, ...from(148, 191), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536],
      ...[...from(613, 617), 623, ...from(625, 631), 642, 643],
    ],
  ],
  ['an address is a link without brackets around it, too, as GitHub has it', [602, 608, 611, 612]],
  ['a backslash in an address is a slash, as for browsers', [603]],
];
