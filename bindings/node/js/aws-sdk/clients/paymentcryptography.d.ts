import { PaymentCryptography } from '../index';

export = PaymentCryptography;
