import { PaymentCryptographyData } from '../index';

export = PaymentCryptographyData;
