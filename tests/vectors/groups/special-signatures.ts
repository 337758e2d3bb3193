import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { addToS, L, replaceS, sign, signWithSmallOrder, signWithTorsion, torsionPoint } from '../ed25519.js';
import { ISSUER } from '../facts.js';
import { forged, type Forge } from '../token.js';
import { refused, type Draft } from '../vector.js';

/** Step 5: S out of its range. Adding L changes nothing in the equation, so only the range tells. */
const rangeOfS = (): Draft[] =>
  refused('bad-signature', 5, [
    ['s-plus-l', 'L is added to S.', forged((input, key) => addToS(sign(input, key), L))],
    ['s-plus-2l', 'L is added to S twice.', forged((input, key) => addToS(sign(input, key), 2n * L))],
    [
      's-plus-14l',
      'L is added to S 14 times, which sets the highest bits.',
      forged((input, key) => addToS(sign(input, key), 14n * L)),
    ],
    ['s-zero', 'S is 0.', forged((input, key) => replaceS(sign(input, key), 0n))],
    ['s-one', 'S is 1.', forged((input, key) => replaceS(sign(input, key), 1n))],
    [
      's-l-minus-1',
      'S is L − 1, the largest in range.',
      forged((input, key) => replaceS(sign(input, key), L - 1n)),
    ],
    ['s-equals-l', 'S is L.', forged((input, key) => replaceS(sign(input, key), L))],
    ['s-largest', 'S is 2^256 − 1.', forged((input, key) => replaceS(sign(input, key), 2n ** 256n - 1n))],
  ]);

/** Encodings of points of small order, canonical or not, by the y they stand for. */
const SMALL_ORDER_R: readonly (readonly [name: string, fault: string, hex: string])[] = [
  ['identity', 'R is the identity', `01${'00'.repeat(31)}`],
  [
    'identity-sign-bit',
    'R is the identity with its sign bit set, which is not canonical',
    `01${'00'.repeat(30)}80`,
  ],
  ['identity-plus-p', 'R is the identity with y written as p + 1', `ee${'ff'.repeat(30)}7f`],
  [
    'identity-plus-p-sign-bit',
    'R is the identity with y written as p + 1 and its sign bit set',
    `ee${'ff'.repeat(31)}`,
  ],
  ['order-2', 'R is the point of order 2', `ec${'ff'.repeat(30)}7f`],
  [
    'order-2-sign-bit',
    'R is the point of order 2 with its sign bit set, which is not canonical',
    `ec${'ff'.repeat(31)}`,
  ],
  ['order-4', 'R is a point of order 4', '00'.repeat(32)],
  ['order-4-negative', 'R is the other point of order 4', `${'00'.repeat(31)}80`],
  ['order-4-plus-p', 'R is a point of order 4 with y written as p', `ed${'ff'.repeat(30)}7f`],
  ['order-4-plus-p-negative', 'R is the other point of order 4 with y written as p', `ed${'ff'.repeat(31)}`],
  [
    'order-8-a',
    'R is a point of order 8',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  ],
  [
    'order-8-b',
    'R is a second point of order 8',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  ],
  [
    'order-8-c',
    'R is a third point of order 8',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ],
  [
    'order-8-d',
    'R is the fourth point of order 8',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ],
];

/** Step 5: signatures that the key holder can make, and on which verifiers disagree. */
const crafted = (): Draft[] => {
  const torsion = [1, 2, 3, 4, 5, 6, 7].map((i) => {
    const order = i === 4 ? 2 : i % 2 === 0 ? 4 : 8;
    const fault = `A point of order ${order}, number ${i} of 7, is added to R, and S goes with it.`;
    const forge: Forge = (input, key) => signWithTorsion(input, key, torsionPoint(i));
    return [`r-plus-torsion-${i}`, fault, forged(forge)] as const;
  });
  const small = SMALL_ORDER_R.map(([name, fault, hex]) => {
    const forge: Forge = (input, key) => signWithSmallOrder(input, key, hexToBytes(hex));
    return [`small-r-${name}`, `${fault}, and S goes with it.`, forged(forge)] as const;
  });
  const rOf =
    (hex: string): Forge =>
    (input, key) =>
      concatBytes(hexToBytes(hex), sign(input, key).subarray(32));
  return [
    ...refused('bad-signature', 5, [...torsion, ...small]).map((draft) => ({
      ...draft,
      cofactored: true as const,
    })),
    ...refused('bad-signature', 5, [
      ['r-not-canonical', 'R is written with y = p + 3.', forged(rOf(`f0${'ff'.repeat(30)}7f`))],
      [
        'r-not-on-curve',
        'R is y = 2, for which the curve has no point.',
        forged(rOf(`02${'00'.repeat(31)}`)),
      ],
      ['r-is-public-key', 'R is the public key.', forged(rOf(bytesToHex(ISSUER.publicKey)))],
      ['r-is-base-point', 'R is the base point.', forged(rOf(`58${'66'.repeat(31)}`))],
    ]),
  ];
};

export const specialSignatures = (): Draft[] => [...rangeOfS(), ...crafted()];
