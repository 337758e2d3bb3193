export { createKeyFile, openKeyFile, readKeyFile, type KeyFile, type KeyPurpose } from './key-file.js';
export { createNodeSigner } from './node-signer.js';
