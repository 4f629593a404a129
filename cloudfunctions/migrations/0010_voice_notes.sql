ALTER TABLE "order_notes" ADD COLUMN "transcribed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "seconds" integer;