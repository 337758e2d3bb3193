import { LatchkeyError } from './errors.js';

const PRODUCT_CODE = /^[A-Z][A-Z0-9]{1,15}$/;
/** Names that Windows reserves for devices: a file name must never begin with one of them. */
const WINDOWS_DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN|CONOUT|COM[0-9]|LPT[0-9])$/;

/** True for a product code: 2 to 16 capital letters and digits, a letter first, no Windows device name. */
export function isProductCode(value: unknown): value is string {
  return typeof value === 'string' && PRODUCT_CODE.test(value) && !WINDOWS_DEVICE.test(value);
}

/** @throws LatchkeyError `product-invalid` where `value` is not a product code */
export function assertProductCode(value: unknown): asserts value is string {
  if (isProductCode(value)) return;
  throw new LatchkeyError(
    'product-invalid',
    'This is not a product code. It has 2 to 16 capital letters and digits, begins with a letter and is not ' +
      'a Windows device name, for example KSE.',
  );
}
