import type { CommonMessages } from '../common.js';

export const common: CommonMessages = {
  notConfigured: {
    says: '設定されていません。',
    next: 'このページはまだライセンスサービスに接続されていません。',
  },
  tryAgain: '再試行',
  details: '詳細',
  close: '閉じる',
  cancel: 'キャンセル',
};
