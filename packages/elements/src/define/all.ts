// Registers every element.
import './activation-dialog.js';
