"""What people at the desk look at: the preview, a static site about sources, drafts and findings."""
