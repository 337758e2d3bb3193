// Each is one constant, so that an element carries only those that it shows.
export const COPY = 'M9 9h11v11H9zM5 15H4V4h11v1';
export const CHECK = 'm5 12.5 4.5 4.5L19 7.5';
export const QR = 'M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h2v2h-2zm4 0h2m-2 4v2h2m-6-2v2';
export const DOWNLOAD = 'M12 4v11m-5-4.5 5 5 5-5M4 20h16';
export const SHARE = 'M12 15V4M8 7.5 12 3.5l4 4M6 11H5v9.5h14V11h-1';
export const GOOD = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-4 9.5 2.7 2.7L16 9.5';
export const WARN = 'M12 4 2.8 20h18.4zm0 6v4.5m0 2.4v.1';
export const BAD = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-3.2 5.8 6.4 6.4m0-6.4-6.4 6.4';
export const CLOCK = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4.5V12l3 2';
export const INFO = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 8v5.5m0-9v.1';
export const FOLDER = 'M3.5 19V5h6l2 2.5h9V19z';
export const PASTE = 'M9 5H6v15.5h12V5h-3M9 3.5h6v3H9z';
export const CAMERA = 'M3.5 7.5H8l1.5-3h5l1.5 3h4.5V19h-17zM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4';
export const LICENSE = 'M13.5 3H6v18h12V7.5zm0 0v4.5H18M9 13h6m-6 4h4';
export const CLOSE = 'm6 6 12 12M18 6 6 18';
export const REMOVE = 'M4 7h16M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5m-6.5 4v6m3-6v6';
export const RENEW =
  'M20 11a8 8 0 0 0-14.5-3.5L4 9.5M4 4v5.5h5.5M4 13a8 8 0 0 0 14.5 3.5l1.5-2M20 20v-5.5h-5.5';
export const UPLOAD = 'M12 15V4M7 8.5l5-5 5 5M4 20h16';
export const UP = 'm6 14 6-6 6 6';
export const DOWN = 'm6 10 6 6 6-6';
