import type { ReasonMessages } from '../reasons.js';
import { say } from '../text.js';

export const reasons: ReasonMessages = {
  'too-large': () => ({
    says: 'このファイルはライセンスとしては大きすぎます。',
    next: '.lic ファイルを選択してください。',
  }),
  malformed: () => ({
    says: 'ライセンスファイルではないか、途中で破損しています。',
    next: 'もう一度、添付ファイルとして送ってもらってください。',
  }),
  unsupported: () => ({
    says: 'このライセンスには、アプリの新しいバージョンが必要です。',
    next: 'アプリを更新してください。',
  }),
  'unknown-key': () => ({
    says: 'このライセンスは、このアプリが知らない鍵で署名されています。',
    next: 'この製品用かどうかを確認し、アプリを更新してください。',
  }),
  'bad-signature': () => ({
    says: 'このライセンスは、発行後に変更されています。',
    next: '元のファイルを送ってもらってください。',
  }),
  'wrong-product': ({ product, thisProduct }) => ({
    says: say`このライセンスは ${product} 用で、${thisProduct} 用ではありません。`,
    next: say`${thisProduct} 用のファイルを選択してください。`,
  }),
  'wrong-machine': ({ machine, thisMachine }) => ({
    says: say`このライセンスはマシン ${machine} のものです。このマシンは ${thisMachine} です。`,
    next: 'このマシン ID を管理者に送ってください。',
  }),
  'not-yet-valid': ({ starts }) => ({
    says: say`このライセンスは ${starts} から有効です。`,
    next: 'それまで待つか、このマシンの時計を確認してください。',
  }),
  expired: ({ ended }) => ({
    says: say`このライセンスは ${ended} に終了しました。`,
    next: '新しいライセンスを依頼してください。管理者はシートを再び使えます。',
  }),
  'clock-tampered': () => ({
    says: 'このマシンの時計が、すでに記録された時刻より遅れています。',
    next: '日付、時刻、タイムゾーンを設定してから、もう一度お試しください。',
  }),
  'possession-failed': () => ({
    says: 'このライセンスは、別のデバイスの鍵に結び付いています。',
    next: 'このデバイスからもう一度アクティベーションしてください。',
  }),
};
