"""What fills the whole terminal or lies over it: pages, forms, dialogs, desks."""
