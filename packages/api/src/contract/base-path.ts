/** Where the API is, below the address of a service. */
export const BASE_PATH = '/api/v1';
