"""What is known of Office files as they were before 2007 (MS-CFB, MS-DOC, MS-PPT, MS-XLS), and of what is still kept in them."""
